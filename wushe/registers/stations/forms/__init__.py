"""What the pages of the room send."""
