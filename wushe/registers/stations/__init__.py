"""Network of stations 社工站网络: regions, coverage units, stations, grants.

Owns Region, RegionLink, Station, Grant and the Viewer, through whose eyes every read is made.
Never holds a person. May import: ground.
"""
