"""What mrkl does, free of any surface: tools, answers, plans, and the runs they leave."""
