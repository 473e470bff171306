// Draws the page's charts from the figures in #data. Without it the page still shows every table.
(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const sync = uPlot.sync('time');
  const charts = [];
  const ROW = 17;   // height of a label
  const SIDE = 52;  // width of a y axis

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const box = id => document.getElementById(id);
  const font = () => '12px ' + getComputedStyle(document.body).fontFamily;
  const number = digits => (_, v) => v == null ? '–' : v.toFixed(digits);
  const seriesColour = kind => colour('--' + (kind === 'notSent' ? 'not-sent' : kind));

  function axis(more) {
    return Object.assign({
      stroke: colour('--quiet'), font: font(),
      grid: {stroke: colour('--grid'), width: 1}, ticks: {show: false}
    }, more);
  }

  const seconds = () => axis({size: 30, values: (_, splits) => splits.map(v => v + ' s')});

  // Where each label stands: row 0 is next to the plot, and of neighbours the earlier stands higher,
  // so that no mark's line runs through another's label. at: seconds → pixels of the canvas.
  function places(marks, at, rightEdge, ratio) {
    const ctx = document.createElement('canvas').getContext('2d');
    ctx.font = scaled(ratio);
    const placed = [];
    for (let i = marks.length - 1; i >= 0; i--) {
      const x = at(marks[i].least), width = ctx.measureText(marks[i].label).width + 12 * ratio;
      const right = x + width <= rightEdge;
      const from = right ? x : x - width, to = right ? x + width : x;
      const row = placed.reduce((least, other) =>
        from < other.to && to > other.from ? Math.max(least, other.row + 1) : least, 0);
      placed.push({mark: marks[i], x, from, to, width, right, row});
    }
    return placed;
  }

  const scaled = ratio => font().replace('12px', Math.round(12 * ratio) + 'px');

  function drawFault(u) {
    const began = data.marks.find(m => m.name === 'faultBegan');
    const mended = data.marks.find(m => m.name === 'faultMended');
    if (!began) return;
    const left = u.bbox.left, right = left + u.bbox.width;
    const clamp = v => Math.min(right, Math.max(left, v));
    const from = clamp(u.valToPos(began.least, 'x', true));
    const to = mended ? clamp(u.valToPos(mended.most, 'x', true)) : right;
    u.ctx.fillStyle = colour('--fault');
    u.ctx.fillRect(from, u.bbox.top, to - from, u.bbox.height);
  }

  function drawMarks(u, marks, labelled) {
    const ctx = u.ctx, ratio = uPlot.pxRatio;
    const left = u.bbox.left, right = left + u.bbox.width, bottom = u.bbox.top + u.bbox.height;
    const at = seconds => u.valToPos(seconds, 'x', true);
    const top = place => labelled ? u.bbox.top - (place.row + 1) * ROW * ratio : u.bbox.top;
    const seen = places(marks, at, right + 8 * ratio, ratio)
      .filter(place => place.x >= left - 1 && place.x <= right + 1);
    ctx.save();
    seen.forEach(place => {
      ctx.globalAlpha = .15;
      ctx.fillStyle = colour('--mark');
      ctx.fillRect(place.x, u.bbox.top, Math.max(0, Math.min(right, at(place.mark.most)) - place.x), u.bbox.height);
      ctx.globalAlpha = 1;
      ctx.strokeStyle = colour('--mark');
      ctx.lineWidth = ratio;
      ctx.setLineDash([4 * ratio, 3 * ratio]);
      ctx.beginPath();
      ctx.moveTo(Math.round(place.x) + .5, top(place) + 3 * ratio);
      ctx.lineTo(Math.round(place.x) + .5, bottom);
      ctx.stroke();
      ctx.setLineDash([]);
    });
    if (labelled) seen.forEach(place => drawLabel(ctx, place, top(place), ratio));
    ctx.restore();
  }

  function drawLabel(ctx, place, top, ratio) {
    ctx.font = scaled(ratio);
    ctx.fillStyle = colour('--card');
    ctx.fillRect(place.from + 2 * ratio, top + ratio, place.width - 4 * ratio, (ROW - 2) * ratio);
    ctx.fillStyle = colour('--ink');
    ctx.textBaseline = 'middle';
    ctx.textAlign = place.right ? 'left' : 'right';
    ctx.fillText(place.mark.label, place.x + (place.right ? 5 : -5) * ratio, top + (ROW / 2 + 1) * ratio);
  }

  function plot(id, height, options, values) {
    const at = box(id);
    if (!at) return;
    at.replaceChildren();
    const chart = new uPlot(Object.assign({width: at.clientWidth, height}, options), values, at);
    // the legend reads from the bottom of the stack to its top, as it was given
    const entries = [...chart.root.querySelectorAll('.u-series')];
    entries.forEach((entry, i) => { entry.style.order = i ? entries.length - i : 0; });
    charts.push(chart);
  }

  // Bins are drawn as steps: each value holds from its bin's begin to the next one's.
  function steps(values) {
    return values.length ? values.concat(values[values.length - 1]) : values;
  }

  function times() {
    return data.x.length ? data.x.concat(data.x[data.x.length - 1] + data.width) : data.x;
  }

  // How many rows the labels need above a plot of that width.
  function labelRows(marks, width, from, to) {
    const at = seconds => (seconds - from) / (to - from) * width;
    return places(marks, at, width + 8, 1).reduce((most, place) => Math.max(most, place.row + 1), 0);
  }

  function drawRequests() {
    if (!box('chart-requests') || !data.x.length) return;
    const sums = data.series.map(() => []);
    data.x.forEach((_, bin) => {
      let sum = 0;
      data.series.forEach((series, i) => { sums[i].push(sum += series.values[bin]); });
    });
    const layers = data.series.map((series, i) => ({
      label: series.label,
      stroke: seriesColour(series.kind), fill: seriesColour(series.kind), width: 0,
      paths: uPlot.paths.stepped({align: 1}), points: {show: false},
      value: (u, v, s, idx) => idx == null ? '–' : series.values[Math.min(idx, series.values.length - 1)].toFixed(0) + '/s'
    }));
    const xs = times();
    const head = 4 + ROW * labelRows(data.marks, box('chart-requests').clientWidth - SIDE - 12, xs[0], xs[xs.length - 1]);
    // the top of the stack is drawn first and the lower layers over it
    const order = layers.map((_, i) => i).reverse();
    plot('chart-requests', 300 + head, {
      padding: [head, 12, 0, 0],
      cursor: {sync: {key: sync.key}, drag: {x: true, y: false}},
      legend: {live: true},
      scales: {x: {time: false}, y: {range: (_, min, max) => [0, max * 1.05 || 1]}},
      axes: [seconds(), axis({size: SIDE, values: (_, splits) => splits.map(v => v + '/s')})],
      series: [{label: 'after ' + data.zero, value: number(1)}].concat(order.map(i => layers[i])),
      hooks: {drawClear: [drawFault], draw: [u => drawMarks(u, data.marks, true)]}
    }, [xs].concat(order.map(i => steps(sums[i]))));
  }

  function drawLatency() {
    if (!box('chart-latency') || !data.x.length) return;
    const values = data.latency.map(v => v > 0 ? v : null);
    plot('chart-latency', 150, {
      padding: [8, 12, 0, 0],
      cursor: {sync: {key: sync.key}},
      scales: {x: {time: false}, y: {range: (_, min, max) => [0, max * 1.1 || 1]}},
      axes: [seconds(), axis({size: SIDE, values: (_, splits) => splits.map(v => v + ' ms')})],
      series: [{label: 'after ' + data.zero, value: number(1)}, {
        label: 'p99, ms', stroke: colour('--line'), width: 1.5, spanGaps: false,
        paths: uPlot.paths.stepped({align: 1}), points: {show: false}, value: number(0)
      }],
      hooks: {drawClear: [drawFault], draw: [u => drawMarks(u, data.marks, false)]}
    }, [times(), steps(values)]);
  }

  function drawClients() {
    if (!box('chart-clients')) return;
    const back = data.clients.filter(point => !point.open);
    const last = Math.max(0, ...data.clients.map(point => point.at));
    const end = Math.max(last, data.recoveryBudget) * 1.08 || 1;
    const xs = [0].concat(back.map(point => point.at), [end]);
    const ys = [0].concat(back.map(point => point.share * 100));
    ys.push(ys[ys.length - 1]);
    const budget = data.recoveryBudget
      ? [{label: 'budget ' + data.recoveryBudget + ' s', least: data.recoveryBudget, most: data.recoveryBudget}] : [];
    plot('chart-clients', 220, {
      padding: [ROW + 4, 12, 0, 0],
      scales: {x: {time: false, range: [0, end]}, y: {range: [0, 102]}},
      axes: [seconds(), axis({size: SIDE, values: (_, splits) => splits.map(v => v + ' %')})],
      series: [{label: 'after ' + data.zero, value: number(2)}, {
        label: 'clients back', stroke: colour('--passive'), fill: colour('--passive') + '33', width: 2,
        paths: uPlot.paths.stepped({align: 1}), points: {show: false},
        value: (_, v) => v == null ? '–' : v.toFixed(1) + ' %'
      }],
      hooks: {draw: [u => drawMarks(u, budget, true)]}
    }, [xs, ys]);
  }

  function drawAll() {
    charts.splice(0).forEach(chart => chart.destroy());
    drawRequests();
    drawLatency();
    drawClients();
  }

  drawAll();
  dark.addEventListener('change', drawAll);
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width) {
      width = innerWidth;
      drawAll();
    }
  });
})();
