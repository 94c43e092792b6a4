"""What may be granted, and what a grant opens. Pure."""
