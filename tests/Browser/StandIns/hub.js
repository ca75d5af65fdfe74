// Stands in for the hub's socket, below the page's own client: it answers what the client asks, and a test feeds it frames as fast as it likes.
{
  const end = "\u001e";
  const boards = new Map();
  const weeks = new Map();
  let socket;
  let joined = false;
  let seed = 20260803;

  window.WebSocket = class {
    static CONNECTING = 0;
    static OPEN = 1;
    static CLOSING = 2;
    static CLOSED = 3;
    readyState = 0;

    constructor() {
      socket = this;
      joined = false;
      setTimeout(() => {
        this.readyState = 1;
        this.onopen({});
      });
    }

    send(text) {
      for (const message of text.split(end).filter(Boolean)) answer(JSON.parse(message));
    }

    close() {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.onclose({ code: 1000, wasClean: true });
    }
  };

  const receive = (message) => socket.onmessage({ data: JSON.stringify(message) + end });

  function answer(message) {
    if ("protocol" in message) receive({});
    else if (message.target === "Join") {
      const [topic, epoch, version] = message.arguments;
      const board = boards.get(topic) ?? { epoch: epoch ?? "stand-in", version: version ?? 0 };
      boards.set(topic, board);
      receive({ type: 3, invocationId: message.invocationId, result: { ...board, rows: [] } });
      joined = true;
    }
  }

  /** The next number below `limit`; the same ones in every run. */
  function next(limit) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * limit);
  }

  /** A newer state of a week on the page: anything from empty to full, held, waited for, stopped, closed, or still to open. */
  function change(element) {
    const [key, version, capacity] = element.dataset.cell.split("|");
    const week = { v: (weeks.get(key) ?? Number(version)) + 1, c: Number(capacity) };
    weeks.set(key, week.v);
    const taken = next(week.c + 1);
    const held = next(taken + 1);
    const hour = 3_600_000;
    const at = (hours) => new Date(Date.now() + hours * hour).toISOString();
    const kind = next(12);
    return {
      k: key, v: week.v, c: week.c, f: week.c - taken, hd: held, of: 0, cf: taken - held, w: taken === week.c ? next(130) : 0,
      ...(held > 0 ? { fa: at(next(60) / 20) } : {}), o: at(kind === 0 ? 30 : -30), cl: at(kind === 1 ? -1 : 900), ...(kind === 2 ? { s: true } : {}),
    };
  }

  window.hub = {
    /** One frame with new states of `count` weeks, each of the topic that the page shows it under. */
    move(count) {
      const cells = [...document.querySelectorAll("[data-topic] [data-cell]")];
      const byTopic = Map.groupBy(Array.from({ length: count }, () => cells[next(cells.length)]), (cell) => cell.closest("[data-topic]").dataset.topic);
      for (const [topic, changed] of byTopic) this.push(topic, [...new Set(changed)].map(change));
    },

    push(topic, rows) {
      const board = boards.get(topic);
      const delta = { board: topic, epoch: board.epoch, from: board.version, to: ++board.version, rows };
      if (joined) receive({ type: 1, target: "delta", arguments: [delta] });
    },

    /** A frame is lost: the page has to join again. */
    skip() {
      const [topic, board] = boards.entries().next().value;
      board.version++;
      this.push(topic, []);
    },

    /** A week that the page does not show: it asks the server for itself. */
    unknown(number) {
      const [topic] = boards.keys();
      this.push(topic, [{ k: `X${String(number).padStart(5, "0")}/2027-01-04`, v: 1, c: 1, f: 1, hd: 0, of: 0, cf: 0, w: 0, o: new Date(0).toISOString(), cl: new Date(1e13).toISOString() }]);
    },

    /** So many frames, so many of them between two paints; every 700th is lost, every 500th brings a week that the page does not show. */
    async moves(frames, perPaint) {
      for (let frame = 1; frame <= frames; frame++) {
        this.move(3);
        if (frame % 700 === 0) this.skip();
        if (frame % 500 === 0) this.unknown(frame);
        if (frame % perPaint === 0) await nextFrame();
      }
      await nextFrame();
      await nextFrame();
    },

    /** The connection is gone. The page tries again, and by the server's other transports too: who wants it to stay away cuts the hub's address. */
    leave() {
      socket.close();
    },
  };

  const nextFrame = () => new Promise(requestAnimationFrame);
}
