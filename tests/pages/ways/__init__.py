"""Ways to a page in a state: functions that take a page, and a person whom nobody has visited yet."""
