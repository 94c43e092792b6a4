"""Told days, in Chromium, through the served site: from a worker's telephone to the county's figure."""
