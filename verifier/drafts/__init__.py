"""An article into claims with their places, and what is wrong with them: a linter for facts."""
