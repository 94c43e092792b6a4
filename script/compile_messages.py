"""Make the compiled catalogue (.mo) that pages read beside each catalogue of sentences (.po). Set-up runs this."""

from pathlib import Path

import polib

for catalogue in sorted((Path(__file__).resolve().parents[1] / "wushe" / "locale").glob("*/LC_MESSAGES/*.po")):
    polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
