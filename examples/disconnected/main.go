// Disconnected shows how each side learns that the other one is gone: a send
// without a receiver hands the message back, a receive without senders fails
// once everything sent has been taken.
package main

import (
	"errors"
	"fmt"
	"log"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

func main() {
	withoutReceiver()
	withoutSenders()
}

func withoutReceiver() {
	tx, rx := mpsc.Channel[[]string]()
	defer tx.Close()
	rx.Close()

	err := tx.Send([]string{"is", "anybody", "there?"})
	var unsent *mpsc.SendError[[]string]
	if errors.Is(err, mpsc.ErrDisconnected) && errors.As(err, &unsent) {
		fmt.Println("Came back:", unsent.Value)
	}
}

func withoutSenders() {
	tx, rx := mpsc.Channel[[]string]()
	if err := tx.Send([]string{"last", "words"}); err != nil {
		log.Fatal(err)
	}
	tx.Close()

	received, err := rx.Recv()
	fmt.Println("Got:", received, err)
	if _, err = rx.Recv(); errors.Is(err, mpsc.ErrDisconnected) {
		fmt.Println("No sender is left")
	}
}
