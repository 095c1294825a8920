"""What every form of answers needs: what they are about, what they were read from, and on whose word they stand."""
