using Microsoft.Playwright;

namespace OutreachSilo;

/// <summary>A reader without a mouse, who sees at every step where they are.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int PressesMax = 150;

    /// <summary>Presses the key until the element has the focus. Fails when a step on the way cannot be seen, or the element is not reached.</summary>
    public async Task To(ILocator element, string key = "Tab")
    {
        await element.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        for (var presses = 0; presses < PressesMax; presses++)
        {
            await page.Keyboard.PressAsync(key);
            var fault = await page.EvaluateAsync<string>(FaultOfFocus);
            Assert.True(fault.Length == 0, fault);
            if (await element.EvaluateAsync<bool>("element => element === document.activeElement")) return;
        }

        Assert.Fail($"{element} was not reached with {PressesMax} presses of {key}.");
    }

    public async Task Follow(ILocator element)
    {
        await To(element);
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task Type(ILocator field, string text)
    {
        await To(field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Empty, or why a reader would not know where the focus is. A tick box's or radio's ring is drawn by its label.</summary>
    public const string FaultOfFocus =
        """
        () => {
          const element = document.activeElement;
          if (element === null || element === document.body) return "";
          const marks = [getComputedStyle(element), ...[...(element.labels ?? [])].map(label => getComputedStyle(label, "::before"))];
          const ring = marks.some(({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none");
          const { width, height, top, bottom } = element.getBoundingClientRect();
          const name = element.outerHTML.slice(0, 120);
          if (width === 0 || height === 0 || bottom <= 0 || top >= innerHeight) return `out of sight: ${name}`;
          return ring ? "" : `no ring: ${name}`;
        }
        """;
}
