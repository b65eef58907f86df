"""Made-up people, organisations and documents that let a newcomer explore the platform with realistic content."""
