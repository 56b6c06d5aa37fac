"""What the cloud calls by itself: an event or a schedule comes in, a use case is carried out."""
