"""Surveys: whom they go to and why, the invitation, consent before the first answer, the conversation, the results."""
