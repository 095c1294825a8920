"""What an answer could still become: the ways in which a record can be completed, and what they say."""
