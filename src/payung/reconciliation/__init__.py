"""Bill, payment and the insurer's list side by side, and their differences."""
