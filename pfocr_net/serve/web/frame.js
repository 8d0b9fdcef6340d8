"use strict";
/* The frame around one figure: back to the search, on to Cytoscape desktop. */

byId("back").href = `/${sessionStorage.getItem("search") ?? ""}`;

byId("desktop").onclick = async ({ target }) => {
  const tell = (text, failed) => {
    byId("told").textContent = text;
    byId("told").classList.toggle("failed", failed);
  };
  target.disabled = true;
  tell("Sending …", false);
  try {
    const answer = await fetch(target.dataset.address, { method: "POST" });
    tell((await answer.json()).message, !answer.ok);
  } catch {
    tell("The server no longer answers.", true);
  }
  target.disabled = false;
};

byId("files").onkeydown = ({ key }) => {
  if (key !== "Escape") return;
  byId("files").open = false;
  byId("files").querySelector("summary").focus();
};
document.addEventListener("click", ({ target }) => byId("files").contains(target) || (byId("files").open = false));
