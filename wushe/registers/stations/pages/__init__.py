"""What the pages of the register show: places, stations, organizations."""
