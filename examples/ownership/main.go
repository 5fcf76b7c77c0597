// Ownership uses a message after sending it: the goroutine has handed val over,
// and main may be changing it by then. Sendmove reports the use.
package main

import (
	"fmt"
	"log"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

// A Message belongs to one goroutine at a time.
type Message struct {
	Text string
}

func main() {
	tx, rx := mpsc.Channel[*Message]()

	go func() {
		val := &Message{Text: "hi"}
		if err := tx.Send(val); err != nil {
			log.Fatal(err)
		}
		fmt.Println("val is", val.Text)
	}()

	received, err := rx.Recv()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Got:", received.Text)
}
