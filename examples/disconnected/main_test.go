package main

func Example() {
	main()
	// Output:
	// Came back: [is anybody there?]
	// Got: [last words] <nil>
	// No sender is left
}
