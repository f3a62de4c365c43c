"""The trusted side: what an answer does at its checks, and what that is worth."""
