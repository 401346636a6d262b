"""Users and what they may see; scope as codes, so no foreign key points upward."""
