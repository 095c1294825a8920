"""What lets an answer be reviewed: its basis, and asking it again later."""
