"""Network of stations 社工站网络: regions, coverage units, stations, grants.

Owns Region and its ties, codes and successors, Station, Organization, contracts, Grant, and the Viewer, through
whose eyes every read is made.
Never holds a person. May import: ground.
"""
