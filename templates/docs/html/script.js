(() => {
  "use strict";
  const samples = document.querySelector(".samples");
  const bar = samples.querySelector(".tabs");
  const tabs = [...bar.querySelectorAll("a")];
  const panels = [...samples.querySelectorAll(".panel")];
  const status = samples.querySelector("[role=status]");
  const remembered = "snippetgen-language";

  const select = (number) => {
    tabs.forEach((tab, other) => {
      const isSelected = other === number;
      tab.setAttribute("aria-selected", String(isSelected));
      tab.tabIndex = isSelected ? 0 : -1;
      panels[other].hidden = !isSelected;
    });
  };
  const choose = (number) => {
    select(number);
    tabs[number].focus();
    try {
      localStorage.setItem(remembered, panels[number].id);
    } catch {
      // A page without storage works, and forgets.
    }
  };
  const find = (id) => panels.findIndex((panel) => panel.id === id);
  const named = () => {
    try {
      return find(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return -1;
    }
  };
  const before = () => {
    try {
      return find(localStorage.getItem(remembered));
    } catch {
      return -1;
    }
  };

  samples.classList.add("live");
  bar.setAttribute("role", "tablist");
  tabs.forEach((tab, number) => {
    const panel = panels[number];
    tab.id = `tab-${number + 1}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(number);
    });
  });
  bar.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const last = tabs.length - 1;
    const number = tabs.indexOf(document.activeElement);
    const next = {
      ArrowRight: number === last ? 0 : number + 1,
      ArrowLeft: number === 0 ? last : number - 1,
      Home: 0,
      End: last,
      " ": number,
    }[event.key];
    if (number < 0 || next === undefined) return;
    event.preventDefault();
    choose(next);
  });
  addEventListener("hashchange", () => {
    if (named() >= 0) select(named());
  });
  select(Math.max(named() >= 0 ? named() : before(), 0));

  const written = async (code) => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      // Without that permission the code is selected, for a person to copy.
      getSelection().selectAllChildren(code);
      return false;
    }
  };
  panels.forEach((panel) => {
    const button = panel.querySelector(".copy");
    const words = button.firstChild;
    let timer;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const isDone = await written(panel.querySelector("code"));
      words.data = isDone ? "Copied" : "Selected";
      button.toggleAttribute("data-done", isDone);
      status.textContent = isDone ? "Copied." : "The code is selected: copy it with the keyboard.";
      clearTimeout(timer);
      timer = setTimeout(() => {
        words.data = "Copy";
        button.removeAttribute("data-done");
        status.textContent = "";
      }, 2000);
    });
  });
})();
