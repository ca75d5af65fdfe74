using Microsoft.Playwright;
using OutreachSilo.Pages;

namespace OutreachSilo;

/// <summary>Script adds freshness, never the content: each page is whole without it, and each of its forms is answered.</summary>
public sealed class WithoutScript(DemoSite site)
{
    public static TheoryData<Visitor> Visitors() => [.. Enum.GetValues<Visitor>()];

    [Theory]
    [MemberData(nameof(Visitors))]
    public async Task Every_page_is_whole(Visitor visitor)
    {
        await using var window = await site.Open("/", script: false);
        await window.SignInAs(visitor);
        var faults = new List<string>();
        foreach (var page in SitePages.Of(visitor))
        {
            window.ExpectedStatus = page.Status;
            await window.Go(page.Address(await site.RouteValues()));
            faults.AddRange((await Gaps(window)).Select(gap => $"{page.Name}: {gap}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [MemberData(nameof(Visitors))]
    public async Task Every_form_sent_empty_comes_back_as_a_page(Visitor visitor)
    {
        await using var window = await site.Open("/", script: false);
        await window.SignInAs(visitor);
        var faults = new List<string>();
        foreach (var page in SitePages.Of(visitor).Where(page => page.Status == 200))
        {
            await window.Go(page.Address(await site.RouteValues()));
            foreach (var form in await Forms(window))
            {
                var answer = await Send(window, form);
                if (answer.Status != 200 || !(await answer.TextAsync()).Contains("<h1", StringComparison.Ordinal)) faults.Add($"{page.Name}: {form.Name} was answered {answer.Status}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task What_only_script_could_do_is_found()
    {
        await using var window = await site.Open("/search", script: false);
        await window.Page.EvaluateAsync(
            """document.querySelector("main").innerHTML = "<h1></h1><a href='#'>More</a><button type='button'>Open</button><form><input name='a'></form><p hidden>Later</p>" """);
        Assert.Equal(["a link that leads nowhere: More", "a button that does nothing: Open", "a form that cannot be sent", "no heading that can be read"], await Gaps(window));
    }

    private static Task<string[]> Gaps(Window window) => window.Page.EvaluateAsync<string[]>(
        """
        () => {
          const faults = [];
          const main = document.querySelector("main");
          const shown = (element) => element.checkVisibility();
          for (const link of main.querySelectorAll("a"))
            if (shown(link) && !/^[^#]|^#./.test(link.getAttribute("href") ?? "")) faults.push(`a link that leads nowhere: ${link.textContent}`);
          for (const button of main.querySelectorAll("button"))
            if (shown(button) && (button.type !== "submit" || !button.form)) faults.push(`a button that does nothing: ${button.textContent}`);
          for (const form of main.querySelectorAll("form"))
            if (shown(form) && !form.querySelector("button:not([type=button])")) faults.push("a form that cannot be sent");
          if (!main.querySelector("h1")?.innerText.trim()) faults.push("no heading that can be read");
          if (main.querySelector("[aria-busy=true]")) faults.push("something that is still loading");
          return faults;
        }
        """);

    /// <summary>One of each kind on the page, but those that end the visit or set the whole demo in motion.</summary>
    private static async Task<IReadOnlyList<Form>> Forms(Window window)
    {
        var found = await window.Page.EvaluateAsync<Form[]>(
            """
            () => [...document.querySelectorAll("main form")].filter(form => form.checkVisibility()).map(form => ({
              name: form.dataset.command ?? form.elements._handler?.value ?? form.getAttribute("action") ?? "form",
              method: form.method,
              address: form.action,
              fields: [...form.elements].filter(field => field.name).map(field => [field.name, field.name.startsWith("_") ? field.value : ""]),
            }))
            """);
        return [.. found.DistinctBy(form => form.Name).Where(form => form.Name is not ("rush" or "sign-out"))];
    }

    private static async Task<IAPIResponse> Send(Window window, Form form)
    {
        if (form.Method == "get") return await window.Page.APIRequest.GetAsync($"{form.Address.Split('?')[0]}?{string.Join('&', form.Fields.Select(field => $"{field[0]}="))}");
        var data = window.Page.APIRequest.CreateFormData();
        foreach (var field in form.Fields) data.Append(field[0], field[1]);
        return await window.Page.APIRequest.PostAsync(form.Address, new() { Form = data });
    }

    /// <summary>As the browser's answer is read: by setting properties.</summary>
    private sealed class Form
    {
        public string Name { get; set; } = "";

        public string Method { get; set; } = "";

        public string Address { get; set; } = "";

        /// <summary>Each a name and a value.</summary>
        public string[][] Fields { get; set; } = [];
    }
}
