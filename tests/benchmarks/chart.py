# SPDX-FileCopyrightText: 2026 The Signalbox authors
# SPDX-License-Identifier: MIT
"""The bar chart that tests/benchmarks/report draws."""

import html
import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    name: str
    nanoseconds: float
    shown: str  # the same, with its unit
    ours: bool


class Chart:
    """Bars for the time of a send, as SVG that follows the reader's light or dark mode."""

    BAR, STEP, GROUP, LEFT, TOP, WIDTH, RIGHT = 16, 21, 40, 165, 96, 560, 75
    STYLE = """
    text { font: 13px system-ui, sans-serif; fill: #1f2328 }
    .title { font-size: 16px; font-weight: 600 }
    .group { font-weight: 600 }
    .axis, .value { font-size: 12px }
    .axis { fill: #59636e }
    .value { paint-order: stroke; stroke: #ffffff; stroke-width: 4px }
    .ours { font-weight: 600 }
    .paper { fill: #ffffff }
    line { stroke: #d1d9e0 }
    .bar { fill: #818b98 }
    .bar.ours { fill: #0969da }
    @media (prefers-color-scheme: dark) {
      text { fill: #f0f6fc }
      .axis { fill: #9198a1 }
      .value { stroke: #0d1117 }
      .paper { fill: #0d1117 }
      line { stroke: #3d444d }
      .bar { fill: #656c76 }
      .bar.ours { fill: #4493f8 }
    }"""

    def __init__(self, groups):
        """@p groups has a list of bars for each heading."""
        self.groups = groups
        times = [bar.nanoseconds for bars in groups.values() for bar in bars]
        self.first = math.floor(math.log10(min(times)))
        self.last = math.ceil(math.log10(max(times)))
        self.bottom = self.TOP + sum(self.GROUP + len(bars) * self.STEP for bars in groups.values())

    def x(self, nanoseconds):
        return self.LEFT + self.WIDTH * (math.log10(nanoseconds) - self.first) / (self.last - self.first)

    @staticmethod
    def text(kind, x, y, words, anchor="start"):
        return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{html.escape(words)}</text>'

    def frame(self, origin):
        yield self.text("title", 20, 30, "Time of one send, shorter is better")
        yield self.text("axis", 20, 50, "nanoseconds, logarithmic scale: each line is ten times the one before")
        yield self.text("axis", 20, self.bottom + 45, origin)
        for power in range(self.first, self.last + 1):
            x = round(self.x(10 ** power), 1)
            yield f'<line x1="{x}" y1="{self.TOP - 12}" x2="{x}" y2="{self.bottom + 4}"/>'
            for y in self.TOP - 20, self.bottom + 20:
                yield self.text("axis", x, y, f"{10 ** power:,} ns".replace(",", " "), "middle")

    def bars(self):
        y = self.TOP
        for heading, bars in self.groups.items():
            yield self.text("group", 20, y + 18, heading)
            y += self.GROUP - 12
            for bar in bars:
                length = round(self.x(bar.nanoseconds) - self.LEFT, 1)
                ours = " ours" if bar.ours else ""
                yield self.text(f"name{ours}", self.LEFT - 8, y + 13, bar.name, "end")
                yield (f'<rect class="bar{ours}" x="{self.LEFT}" y="{y}" width="{length}" height="{self.BAR}" '
                       'rx="2"/>')
                yield self.text(f"value{ours}", self.LEFT + length + 6, y + 13, bar.shown)
                y += self.STEP
            y += 12

    def svg(self, origin):
        """@p origin says which machine the times are from, and of which day."""
        width, height = self.LEFT + self.WIDTH + self.RIGHT, self.bottom + 60
        # REUSE-IgnoreStart: these tags are the picture's.
        return "\n".join([
            "<!-- SPDX-FileCopyrightText: 2026 The Signalbox authors -->",
            "<!-- SPDX-License-Identifier: MIT -->",
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img" aria-label="Time of one send to 1, 10 and 100 receivers">',
            f"<style>{self.STYLE}\n</style>",
            f'<rect class="paper" width="{width}" height="{height}" rx="6"/>',
            *self.frame(origin), *self.bars(), "</svg>", ""])
        # REUSE-IgnoreEnd
