package library

import (
	"image"
	"image/color"
)

type frame struct {
	n   int
	pic *image.RGBA
}

func oneForAll(out chan<- frame, n int) {
	pic := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := range n {
		pic.Set(i, i, color.White) // want "borrow of moved value: `pic`"
		out <- frame{i, pic}
	}
}

func oneForEach(out chan<- frame, n int) {
	for i := range n {
		pic := image.NewRGBA(image.Rect(0, 0, 64, 64))
		pic.Set(i, i, color.White)
		out <- frame{i, pic}
	}
}

func pixels(out chan<- frame, n int) {
	pic := image.NewRGBA(image.Rect(0, 0, 64, 64))
	out <- frame{n, pic}
	pic.Pix[0] = 0 // want "assign to part of moved value: `pic\\.Pix\\[0\\]`"
}
