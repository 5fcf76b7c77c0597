// Rendezvous has no room at all: a send returns when its message has been taken.
package main

import (
	"fmt"
	"log"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

func main() {
	tx, rx := mpsc.SyncChannel[int](0)
	sent := make(chan struct{})

	go func() {
		defer close(sent)
		// This waits for main to start receiving.
		if err := tx.Send(53); err != nil {
			log.Print(err)
		}
	}()

	received, err := rx.Recv()
	if err != nil {
		log.Fatal(err)
	}
	<-sent
	fmt.Println("Got:", received)
}
