// Package cost has only tests. They measure what the analysis costs: how time
// grows with the size of its input, for inputs that are large in one way each,
// and what each stage allocates and visits for inputs that stay the same, which
// is free of noise and must not grow unnoticed.
package cost
