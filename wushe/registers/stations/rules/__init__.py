"""What can be said of places and grants without looking: pure."""
