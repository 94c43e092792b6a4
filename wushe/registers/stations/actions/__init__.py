"""Write places, stations and organizations: one verb, one transaction, one audit line."""
