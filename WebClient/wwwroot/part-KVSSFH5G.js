import{a}from"./part-AJOS6Y7Q.js";import"./part-6KOPNLZO.js";export{a as Idiomorph};
