/// What this replica makes of the log: it reads all of it, and keeps what it learned on disk between restarts.
package io.danggol.recommendation.learning;
