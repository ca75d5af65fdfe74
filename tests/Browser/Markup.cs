namespace OutreachSilo;

/// <summary>The house's own rules of sound markup, which axe-core does not know or does not call serious.</summary>
internal static class Markup
{
    public static Task<string[]> Faults(Window window) => window.Page.EvaluateAsync<string[]>(
        """
        () => {
          const faults = [];
          const say = (wrong, what) => { if (wrong) faults.push(what); };
          const root = document.documentElement;
          say(document.querySelectorAll("h1").length !== 1, "not exactly one h1");
          say(document.querySelectorAll("main").length !== 1, "not exactly one main");
          say(!document.title, "no title");
          say(!document.querySelector("meta[name=description]")?.content, "no description");
          say(root.lang !== "en-GB", "no language");
          if (root.scrollWidth > root.clientWidth) {
            const widest = [...document.querySelectorAll("main *")].filter(element => element.getBoundingClientRect().right > root.clientWidth + 1).map(element => element.className || element.tagName);
            say(true, `wider than the window by ${root.scrollWidth - root.clientWidth} px: ${widest.slice(0, 4).join(", ")}`);
          }
          const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
          for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index))) faults.push(`an id comes twice: ${id}`);
          for (const field of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
            say(field.labels.length === 0 && !field.getAttribute("aria-label"), `a field without label: ${field.name}`);
          for (const control of document.querySelectorAll("button, a"))
            say(!control.textContent.trim() && !control.getAttribute("aria-label"), `nameless: ${control.outerHTML.slice(0, 80)}`);
          return faults;
        }
        """);
}
