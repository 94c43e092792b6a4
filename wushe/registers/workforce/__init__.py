"""Workforce 社工: workers and where they are posted.

Owns Worker, Certificate and Posting. Never decides who sees what (that is ``stations.Grant``).
May import: stations, ground.
"""
