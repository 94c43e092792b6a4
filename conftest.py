"""The frozen cast plays in every test of the house; Hypothesis tries the same examples every time."""

from hypothesis import settings

pytest_plugins = ["tests.environment", "tests.cast", "tests.journeys.site"]

settings.register_profile("house", derandomize=True, database=None, deadline=None)
settings.load_profile("house")
