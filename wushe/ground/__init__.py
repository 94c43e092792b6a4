"""Ground 地基: accounts, the look, the toolbox; knows no word of the field."""
