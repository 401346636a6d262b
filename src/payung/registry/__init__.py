"""Programmes, regions, agencies, sponsors and workers, with dated facts."""
