"""The state's divisions, whole: loaded, looked up, merged and split."""
