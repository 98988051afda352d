"""The papers of one assignment besides the duty letter: kinds, their texts, issuing."""
