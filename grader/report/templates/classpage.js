// Sorts and filters the tables of the class page, and says which task the pointer is on. All data is in the page.
"use strict";
{
  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const key = (row, column) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();

  // Empty cells stay last in both directions: they are unknown, not small.
  const sort = (table, column, numeric, sign) => {
    const keyed = [...table.tBodies[0].rows].map((row) => [key(row, column), row]);
    keyed.sort(([a], [b]) => {
      if (a === "" || b === "") return (a === "") - (b === "");
      return sign * (numeric ? a - b : order.compare(a, b));
    });
    table.tBodies[0].append(...keyed.map(([, row]) => row));
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (!head.dataset.by) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        sort(table, column, head.dataset.by === "number", up ? 1 : -1);
      });
    });
  }

  const students = document.querySelector("#students table");
  if (students) {
    const rows = [...students.tBodies[0].rows];
    const names = rows.map((row) => `${row.cells[0].textContent} ${row.dataset.from}`.toLowerCase());
    const tasks = [...document.querySelectorAll("#tasks tbody tr")].map((row) => ({
      id: row.dataset.task, title: row.dataset.title, at: Number(row.dataset.at),
    }));
    const words = new Map(students.dataset.letters.split(" ").map((pair) => [pair[0], pair.slice(2).replaceAll("_", " ")]));
    const total = Number(students.dataset.width);
    const tools = document.querySelector(".tools");
    const [search, kind, task] = tools.querySelectorAll("input, select");
    const shown = tools.querySelector("output");

    const filter = () => {
      const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      rows.forEach((row, i) => {
        const fits = wanted.every((word) => names[i].includes(word))
          && (!kind.value || row.dataset.in.split(" ").includes(kind.value))
          && (!task.value || !"p-".includes(row.dataset.s[task.value] ?? "-"));
        row.hidden = !fits;
        count += fits;
      });
      const all = rows.length.toLocaleString("en");
      shown.value = count === rows.length ? `${all} students` : `${count.toLocaleString("en")} of ${all} students`;
    };
    tasks.forEach(({ id }, i) => task.add(new Option(`not right in ${id}`, String(i))));
    [search, kind, task].forEach((control) => control.addEventListener("input", filter));
    for (const link of document.querySelectorAll("a[data-show]")) {
      link.addEventListener("click", () => { kind.value = link.dataset.show; search.value = task.value = ""; filter(); });
    }
    tools.hidden = false;
    filter();

    students.addEventListener("pointermove", ({ target, clientX }) => {
      const drawing = target.closest("svg");
      if (!drawing) return;
      const { left, width } = drawing.getBoundingClientRect();
      const at = Math.floor(((clientX - left) / width) * total);
      const i = tasks.findIndex((one) => one.at === at);
      const word = words.get(drawing.closest("tr").dataset.s[i]);
      drawing.parentNode.title = word ? `${tasks[i].id} ${tasks[i].title}: ${word}` : "";
    });
  }
}
