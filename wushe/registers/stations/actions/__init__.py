"""Write the register of places and grants."""
