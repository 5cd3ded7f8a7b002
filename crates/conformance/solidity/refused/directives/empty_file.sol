// Nothing but a comment. Good: "There is no contract to deploy .."
