"""Does anything that the house writes give an identity away? See ``leaks``, which does the work.

``python -m benchmarks.secrets [--planted 2000] [--visited 300]``. When another benchmark is started by its path, this
folder stands first on Python's path, and this file is taken for the library of the same name: then it makes way.
"""

import sys
from importlib import import_module

if __name__ == "secrets":
    sys.path.pop(0)
    del sys.modules["secrets"]
    import_module("secrets")
elif __name__ == "__main__":
    import_module("benchmarks.leaks").main()
