"""What can be said of places without looking: pure."""
