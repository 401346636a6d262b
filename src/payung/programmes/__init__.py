"""The built-in packs, one folder a regency; data only, read by `payung.registry.packs`."""
