"""`python -m wushe` is `wushe`."""

from wushe.config.cli import main

main()
