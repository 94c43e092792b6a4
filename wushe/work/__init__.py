"""Work 工作: what is done; all of it ends in the ledger."""
