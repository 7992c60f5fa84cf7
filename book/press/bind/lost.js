// Finds the book above the address that led nowhere, and makes names into links.
(async () => {
  // A folder is the book's if its list of files names this very page: some
  // servers answer to everything with a page.
  const holds = async (folder) => {
    try {
      const answer = await fetch(new URL("files.txt", folder));
      return answer.ok && /^404\.html$/m.test(await answer.text());
    } catch {
      return false;
    }
  };
  let folder = new URL(".", location);
  // From the disk it opens only as itself.
  while (location.protocol !== "file:" && !(await holds(folder))) {
    const above = new URL("..", folder);
    if (above.href === folder.href) return;
    folder = above;
  }
  for (const name of document.querySelectorAll("[data-page]")) name.href = new URL(name.dataset.page, folder).href;
  document.getElementById("by-hand").hidden = true;
})();
