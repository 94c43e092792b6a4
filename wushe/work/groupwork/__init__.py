"""Groups and activities 小组与活动: what was held, who came and in which part, with whom it was done.

Owns Activity, Participation and Partner. A group's session, a community activity and publicity are each one record,
one row of the ledger. Which of the five parties 五社 took part follows from the records and is never typed. May import:
needs, safeguarding, ledger, registers, ground.
"""
