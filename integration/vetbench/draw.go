package main

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// drawCurves writes the curves to a file, both axes logarithmic, with a line of slope 1
// to compare them with. The name of the file says the format.
func drawCurves(curves []*curve, file string) error {
	p := plot.New()
	p.Title.Text = "CPU time of the analysis against the size of its input"
	p.X.Label.Text = "size"
	p.Y.Label.Text = "milliseconds"
	p.X.Scale, p.Y.Scale = plot.LogScale{}, plot.LogScale{}
	p.X.Tick.Marker, p.Y.Tick.Marker = plot.LogTicks{Prec: -1}, plot.LogTicks{Prec: -1}
	p.Legend.Top, p.Legend.Left = true, true
	p.Add(plotter.NewGrid())
	least := math.Inf(1)
	for i, c := range curves {
		line, points, err := plotter.NewLinePoints(c.points)
		if err != nil {
			return err
		}
		line.Color, points.Color = plotutil.Color(i), plotutil.Color(i)
		line.Dashes = plotutil.Dashes(i / 7)
		line.Width = vg.Points(1.2)
		points.Shape = draw.GlyphDrawer(plotutil.Shape(i))
		points.Radius = vg.Points(2)
		p.Add(line, points)
		p.Legend.Add(c.name, line, points)
		least = math.Min(least, c.points[0].Y)
	}
	linear, err := plotter.NewLine(plotter.XYs{{X: 10, Y: least}, {X: 10_000, Y: 1000 * least}})
	if err != nil {
		return err
	}
	linear.Color, linear.Dashes = color.Gray{128}, []vg.Length{vg.Points(1), vg.Points(3)}
	p.Add(linear)
	p.Legend.Add("slope 1", linear)
	return p.Save(24*vg.Centimeter, 16*vg.Centimeter, file)
}
