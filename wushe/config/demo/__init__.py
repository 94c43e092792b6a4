"""Demo 样例: an invented history of 六道大社区, 德清县 and 曲靖市越州镇, decided by a day and a seed.

The places are real and public, everybody in them is made up. Services go into the ledger through its own actions.
"""

from wushe.config.demo.loading import PLACES, SEED, Loaded, load
from wushe.config.demo.staff import PASSWORD, POSTS, POSTS_BY_PLACE

__all__ = ["PASSWORD", "PLACES", "POSTS", "POSTS_BY_PLACE", "SEED", "Loaded", "load"]
